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

  failed(why) {
    return fill(this.patterns.sayFailed, why);
  }

  theirsBy(who, when) {
    return fill(this.patterns.sayTheirsBy, who, when);
  }

  count(answered, asked) {
    return fill(this.patterns.sayCount, answered, asked);
  }

  why(reply) {
    if (reply.kind === "refused") return reply.errors.length ? reply.errors.join(" ") : this.patterns.sayRefused;
    if (reply.kind === "signed-out") return this.patterns.saySignedOut;
    return reply.kind === "offline" ? this.patterns.sayOffline : this.patterns.sayServer;
  }
}
