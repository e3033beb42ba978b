// Sends one answer and says in one word what came of it.
// Belongs here: the request and the reading of its reply. Not here: what is done about it (answer.js).
//
// kind: saved, stale (somebody saved after the words were opened), refused (with the server's
// reasons), signed-out, offline, server.

export async function post(url, body, form, { keepalive = false } = {}) {
  let response = await send(url, body, form, keepalive);
  if (response?.status === 403 && !isJson(response) && (await renewToken(form))) {
    response = await send(url, body, form, keepalive);
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
  if (response.status < 500) return { kind: "refused", errors: data.errors ?? [] };
  return { kind: "server" };
}

async function send(url, body, form, keepalive) {
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const request = {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token, Accept: "application/json" },
    credentials: "same-origin",
    redirect: "manual",
    keepalive,
  };
  try {
    return await fetch(url, request);
  } catch {
    return null;
  }
}

function isJson(response) {
  return (response.headers.get("Content-Type") ?? "").startsWith("application/json");
}

// Signing in again, in another tab, changes the token: read the new one from a fresh copy of this page.
async function renewToken(form) {
  try {
    const response = await fetch(window.location.pathname, { credentials: "same-origin", redirect: "manual" });
    if (!response.ok) return false;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = fresh.querySelector("[data-section-form] [name=csrfmiddlewaretoken]")?.value;
    if (!token) return false;
    form.querySelector("[name=csrfmiddlewaretoken]").value = token;
    return true;
  } catch {
    return false;
  }
}
