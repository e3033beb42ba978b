// The fields of one answer as words that can be sent, kept, compared and put back.
// Belongs here: reading and filling inputs, and adding rows. Not here: what is saved when (answer.js).

const MOST_ROWS = 40;

export class Fields {
  constructor(element, code) {
    this.element = element;
    this.prefix = `${code}-`;
    this.baseInput = element.querySelector(`[name="${CSS.escape(`${code}-base`)}"]`);
    for (const button of element.querySelectorAll("[data-add-row]")) {
      button.hidden = false;
      button.addEventListener("click", () => addRow(button.parentElement)?.querySelector("input").focus());
    }
  }

  get base() {
    return this.baseInput.value;
  }

  set base(number) {
    this.baseInput.value = number ?? "";
  }

  inputs() {
    const all = this.element.querySelectorAll("input:not([type=hidden])[name], textarea[name]");
    return [...all].filter((input) => input.name.startsWith(this.prefix));
  }

  has(input) {
    return Boolean(input.name?.startsWith(this.prefix));
  }

  // What would be sent, without the revision it started from.
  words() {
    return this.serialised((input) => (isTicked(input) ? input.checked : input.value));
  }

  // What `words` would say if the fields held these values: names -> lists of values.
  wordsOf(values) {
    return this.serialised((input) => valueFrom(values, input));
  }

  serialised(valueOf) {
    const sent = new URLSearchParams();
    for (const input of this.inputs()) {
      const value = valueOf(input);
      if (!isTicked(input)) sent.append(input.name, value);
      else if (value) sent.append(input.name, input.value);
    }
    return sent.toString();
  }

  // What `values` lacks becomes empty.
  fill(values) {
    for (const list of this.element.querySelectorAll("fieldset:has(> [data-row])")) makeRoom(list, values);
    for (const input of this.inputs()) {
      if (isTicked(input)) input.checked = valueFrom(values, input);
      else input.value = valueFrom(values, input);
    }
  }

  fillFrom(words) {
    const values = {};
    for (const [name, value] of new URLSearchParams(words)) (values[name] ??= []).push(value);
    this.fill(values);
  }
}

// Whether two answers say the same but for white space, which the server tidies.
export function sayTheSame(one, other) {
  return tidy(one) === tidy(other);
}

function tidy(words) {
  return words.replace(/(?:%0D|%0A|%09|%20|\+)+/g, "+").replace(/\+(?=&|$)/g, "").replaceAll("=+", "=");
}

function isTicked(input) {
  return input.type === "radio" || input.type === "checkbox";
}

function valueFrom(values, input) {
  const given = values[input.name] ?? [];
  if (input.type === "checkbox") return given.includes(input.value);
  if (input.type === "radio") return given.length ? given.includes(input.value) : input.value === "not_reported";
  return given[0] ?? "";
}

function makeRoom(list, values) {
  const names = Object.keys(values);
  for (;;) {
    const rows = list.querySelectorAll(":scope > [data-row]");
    const next = renumbered(rows[0].querySelector("input").name, rows.length);
    if (!names.some((name) => name.startsWith(next.replace(/[a-z_]+$/, ""))) || !addRow(list)) return;
  }
}

// One more row like the last, empty. Returns it, or null where there is no room.
function addRow(list) {
  const rows = list.querySelectorAll(":scope > [data-row]");
  if (!rows.length || rows.length >= MOST_ROWS) return null;
  const last = rows[rows.length - 1];
  const row = last.cloneNode(true);
  for (const error of row.querySelectorAll(".invalid-feedback")) error.remove();
  for (const input of row.querySelectorAll("input")) {
    const label = row.querySelector(`label[for="${CSS.escape(input.id)}"]`);
    input.name = renumbered(input.name, rows.length);
    input.id = `id_${input.name}`;
    label.htmlFor = input.id;
    input.value = "";
    input.classList.remove("is-invalid");
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  last.after(row);
  return row;
}

function renumbered(name, number) {
  return name.replace(/-\d+-([a-z_]+)$/, `-${number}-$1`);
}
