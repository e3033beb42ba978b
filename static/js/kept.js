// Words that are not saved yet, kept in this browser: for each answer, until the server has them.
// Belongs here: where they lie, whose they are, which tab of this browser still writes them.
// Not here: when they are put back (answer.js).
//
// A key is haip-kept/<person>/<report>/<code>/<tab>. A tab holds a lock for as long as it lives, so
// that another tab tells the words of a closed one from those that are still being typed.

const ROOT = "haip-kept/";

export class Kept {
  // `under` is "<person>/<report>"; nothing is kept where `wanted` is false or the browser can't.
  constructor(under, wanted) {
    this.root = `${ROOT}${under}/`;
    this.tab = newId();
    this.works = wanted && storageWorks();
    if (this.works && navigator.locks) {
      navigator.locks.request(this.lockOf(this.tab), () => new Promise(() => {}));
    }
  }

  lockOf(tab) {
    return `${this.root}${tab}`;
  }

  // Returns whether the words lie in the browser now.
  keep(code, words, base, section) {
    if (!this.works) return false;
    try {
      const entry = JSON.stringify({ words, base, section, at: Date.now() });
      localStorage.setItem(`${this.root}${code}/${this.tab}`, entry);
      return true;
    } catch {
      return false;
    }
  }

  drop(code) {
    if (this.works) localStorage.removeItem(`${this.root}${code}/${this.tab}`);
  }

  // Returns what tabs left behind that are gone, newest first: {key, code, words, base, section, at}.
  async orphans() {
    if (!this.works) return [];
    const alive = await this.liveTabs();
    const found = [];
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(this.root)) continue;
      const [code, tab] = key.slice(this.root.length).split("/");
      if (alive.has(tab)) continue;
      try {
        found.push({ key, code, ...JSON.parse(localStorage.getItem(key)) });
      } catch {
        localStorage.removeItem(key);
      }
    }
    return found.sort((one, other) => other.at - one.at);
  }

  async liveTabs() {
    const alive = new Set([this.tab]);
    if (!navigator.locks) return alive;
    const { held = [] } = await navigator.locks.query();
    for (const lock of held) {
      if (lock.name.startsWith(this.root)) alive.add(lock.name.slice(this.root.length));
    }
    return alive;
  }

  forget(entry) {
    localStorage.removeItem(entry.key);
  }
}

// Signing out takes everything away that was kept for anybody in this browser.
export function forgetAll() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(ROOT)) localStorage.removeItem(key);
  } catch {
    // A browser that refuses storage has kept nothing.
  }
}

function storageWorks() {
  try {
    localStorage.setItem(`${ROOT}probe`, "1");
    localStorage.removeItem(`${ROOT}probe`);
    return true;
  } catch {
    return false;
  }
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
