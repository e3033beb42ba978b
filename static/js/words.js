// What the drafting page says, in the reader's language: read from the form's data attributes,
// so that all wording stays in the templates. %s stands for what is filled in.

export function fill(pattern, ...values) {
  return values.reduce((text, value) => text.replace("%s", () => value), pattern);
}

export class Words {
  constructor(dataset) {
    this.saving = dataset.saySaving;
    this.unsaved = dataset.sayUnsaved;
    this.conflict = dataset.sayConflict;
    this.allSaved = dataset.sayAllSaved;
    this.someUnsaved = dataset.saySomeUnsaved;
    this.someFailed = dataset.saySomeFailed;
    this.patterns = dataset;
  }

  saved(time) {
    return fill(this.patterns.saySaved, time);
  }

  partly(time, errors) {
    return fill(this.patterns.sayPartly, time, errors.join(" "));
  }

  recovered(time) {
    return fill(this.patterns.sayRecovered, time);
  }

  newer(who, when) {
    return fill(this.patterns.sayNewer, who, when);
  }

  count(answered, asked) {
    return fill(this.patterns.sayCount, answered, asked);
  }

  length(number) {
    const { lang } = document.documentElement;
    const isOne = new Intl.PluralRules(lang).select(number) === "one";
    return fill(isOne ? this.patterns.sayWord : this.patterns.sayWords, number.toLocaleString(lang));
  }

  // Why an answer is not saved, and where its words are meanwhile.
  failed(reply, isKept) {
    const said = this.patterns;
    if (reply.kind === "offline") return isKept ? said.sayOfflineKept : said.sayOffline;
    if (reply.kind === "signed-out") return fill(said.sayFailed, isKept ? said.saySignedOutKept : said.saySignedOut);
    if (reply.kind === "server") return fill(said.sayFailed, isKept ? said.sayServerKept : said.sayServer);
    return fill(said.sayFailed, reply.errors?.length ? reply.errors.join(" ") : said.sayRefused);
  }
}
