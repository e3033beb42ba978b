// Sends one answer and says in one word what came of it.
// Belongs here: the request and the reading of its reply. Not here: what is done about it (answer.js).
//
// kind: saved, stale (others were saved after the words were opened), refused (with the server's
// reasons, and `data` if a part was saved), signed-out, offline, server.

const PATIENCE = 30000;

export async function post(url, body, form, { keepalive = false } = {}) {
  let response = await send(url, body, form, keepalive);
  if (response?.status === 403 && !isJson(response)) {
    const renewed = await renewToken(form);
    if (renewed === "signed-out") return { kind: "signed-out" };
    if (renewed === "renewed") response = await send(url, body, form, keepalive);
  }
  if (response === null) return { kind: "offline" };
  if (response.type === "opaqueredirect") return { kind: "signed-out" };
  if (response.status === 403 && !isJson(response)) return { kind: "refused", errors: [] };
  if (response.status === 404) return { kind: "refused", errors: [] };
  if (!isJson(response)) return { kind: "server" };
  const data = await response.json().catch(() => null);
  if (data === null) return { kind: "server" };
  if (response.ok) return { kind: "saved", data };
  if (response.status === 409) return { kind: "stale", data };
  if (response.status < 500) return { kind: "refused", errors: data.errors ?? [], data };
  return { kind: "server" };
}

async function send(url, body, form, keepalive) {
  try {
    return await fetch(url, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": tokenOf(form).value, Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive,
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return null;
  }
}

export function tokenOf(form) {
  return form.querySelector("[name=csrfmiddlewaretoken]");
}

function isJson(response) {
  return (response.headers.get("Content-Type") ?? "").startsWith("application/json");
}

// Signing in again, in another tab, changes the token: read the new one from a fresh copy of this page.
// Returns "renewed", "signed-out", or "other" where somebody else is signed in or nothing can be read.
export async function renewToken(form) {
  try {
    const response = await fetch(window.location.pathname, { credentials: "same-origin", redirect: "manual" });
    if (response.type === "opaqueredirect") return "signed-out";
    if (!response.ok) return "other";
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-section-form]");
    if (!fresh || fresh.dataset.keptUnder !== form.dataset.keptUnder) return "other";
    tokenOf(form).value = tokenOf(fresh).value;
    return "renewed";
  } catch {
    return "other";
  }
}
