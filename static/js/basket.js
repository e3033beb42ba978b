// What is to be compared: at most a few reports, kept in this browser and nowhere else (no cookie, no request).
// Belongs here: the buttons that put a report in, the bar that shows what is in, and other tabs. All words
// come from the bar's data attributes (templates/components/basket.html). Where the browser keeps nothing,
// the buttons stay hidden.

import { fill } from "./words.js";

const KEY = "haip-basket";
const NAME = /^[-a-zA-Z0-9_]{1,60}\/[-a-zA-Z0-9_]{1,60}$/;

function isReport(each) {
  return NAME.test(each?.id) && [each.name, each.lang].every((word) => typeof word === "string" && word.length < 400);
}

class Basket {
  constructor(bar, buttons, said) {
    this.bar = bar;
    this.buttons = [...buttons];
    this.said = said;
    this.most = Number(bar.dataset.most);
    this.item = bar.querySelector("template");
    this.list = bar.querySelector("ul");
    this.compare = bar.querySelector("[data-compare]");
  }

  // What is kept, as far as it can be read; null where nothing can be kept at all.
  read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isReport).slice(0, this.most) : [];
    } catch (error) {
      return error instanceof SyntaxError ? [] : null;
    }
  }

  write(reports) {
    try {
      if (reports.length) localStorage.setItem(KEY, JSON.stringify(reports));
      else localStorage.removeItem(KEY);
    } catch {
      // What cannot be kept is not shown as kept: the bar shows what is read.
    }
    this.show();
  }

  start() {
    if (this.read() === null) return;
    for (const button of this.buttons) {
      button.hidden = false;
      button.addEventListener("click", () => this.toggle(button));
    }
    this.bar.querySelector("[data-clear]").addEventListener("click", () => this.clear());
    addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) this.show();
    });
    addEventListener("pageshow", () => this.show());
    this.show();
  }

  toggle(button) {
    const { basket: id, basketName: name, basketLang: lang } = button.dataset;
    const reports = this.read() ?? [];
    if (reports.some((each) => each.id === id)) this.take(id);
    else if (reports.length >= this.most) this.say(this.bar.dataset.sayFull);
    else {
      this.write([...reports, { id, name, lang }]);
      this.say(fill(this.bar.dataset.sayAdded, name));
    }
  }

  take(id) {
    const reports = this.read() ?? [];
    const gone = reports.find((each) => each.id === id);
    this.write(reports.filter((each) => each.id !== id));
    if (gone) this.say(fill(this.bar.dataset.sayTaken, gone.name));
  }

  clear() {
    this.write([]);
    this.say(this.bar.dataset.sayCleared);
    this.leave();
  }

  // The focus was in the bar, which is gone or has lost the button: it goes where reading goes on.
  leave() {
    const next = this.bar.hidden ? document.getElementById("main") : this.bar.querySelector("button");
    next.focus({ preventScroll: true });
  }

  say(words) {
    this.said.textContent = words;
    this.said.hidden = false;
  }

  show() {
    const reports = this.read() ?? [];
    const said = this.bar.dataset;
    this.bar.hidden = reports.length === 0;
    this.bar.querySelector("[data-count]").textContent = fill(said.sayCount, reports.length, this.most);
    this.list.replaceChildren(...reports.map((each) => this.line(each)));
    this.compare.hidden = reports.length < 2;
    this.compare.href = `${said.address}?r=${reports.map((each) => each.id).join(",")}`;
    this.bar.querySelector("[data-one]").hidden = reports.length !== 1;
    for (const button of this.buttons) {
      const isIn = reports.some((each) => each.id === button.dataset.basket);
      button.firstElementChild.textContent = isIn ? said.sayTake : said.sayAdd;
    }
  }

  line(report) {
    const line = this.item.content.cloneNode(true);
    const name = line.querySelector("[data-name]");
    name.textContent = report.name;
    name.lang = report.lang;
    name.title = report.name;
    const take = line.querySelector("button");
    take.querySelector("[data-take]").textContent = fill(this.bar.dataset.sayTakeOne, report.name);
    take.addEventListener("click", () => {
      this.take(report.id);
      this.leave();
    });
    return line;
  }
}

const bar = document.querySelector("[data-basket-bar]");
if (bar) {
  new Basket(bar, document.querySelectorAll("button[data-basket]"), document.querySelector("[data-basket-said]")).start();
}
