// Marks in the outline which section and which question stand at the top of the window. Where the reader has
// jumped to counts until the page is scrolled: a short answer, or the last one, may not reach the top.

export function followScroll(places, navs) {
  const links = new Map();
  for (const nav of navs) {
    for (const link of nav.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(link.hash.slice(1));
      links.set(id, [...(links.get(id) ?? []), link]);
    }
  }
  const known = [...places].filter((place) => links.has(place.id));
  if (!known.length) return;
  const isSection = (place) => place.matches("h2");
  let jump = null;
  let marked = new Set();
  let waiting = false;

  function mark() {
    waiting = false;
    const line = window.innerHeight * 0.25;
    const passed = known.filter((place) => place.getBoundingClientRect().top <= line);
    if (jump?.top !== undefined && Math.abs(window.scrollY - jump.top) > 1) jump = null;
    const last = jump?.place ?? passed.at(-1);
    const before = known.slice(0, known.indexOf(last) + 1);
    const section = before.findLast(isSection) ?? known.find(isSection);
    const question = last && !isSection(last) ? last : null;
    const now = new Set([section, question].filter(Boolean).flatMap((place) => links.get(place.id)));
    for (const link of marked) if (!now.has(link)) link.removeAttribute("aria-current");
    for (const link of now) if (!marked.has(link)) link.setAttribute("aria-current", "true");
    const frame = document.querySelector(".outline-frame");
    const shown = question ?? section;
    if (shown && frame) keepInView(links.get(shown.id).find((link) => frame.contains(link)), frame);
    marked = now;
  }

  function keepInView(link, frame) {
    if (!link || frame.scrollHeight <= frame.clientHeight) return;
    const top = link.offsetTop - frame.clientHeight / 3;
    if (Math.abs(frame.scrollTop - top) > frame.clientHeight / 3) frame.scrollTop = top;
  }

  // A jump may glide. It has ended where the page comes to rest, unless the reader has gone elsewhere meanwhile.
  function arrive() {
    const id = decodeFragment(location.hash);
    const place = known.find((each) => each.id === id);
    jump = place ? { place } : null;
    if (isInWindow(place)) jump.top = window.scrollY;
    mark();
  }

  function rest() {
    if (!jump || jump.top !== undefined) return;
    if (isInWindow(jump.place)) jump.top = window.scrollY;
    else jump = null;
    mark();
  }

  function isInWindow(place) {
    const top = place?.getBoundingClientRect().top;
    return top >= -1 && top < window.innerHeight;
  }

  window.addEventListener("hashchange", arrive);
  window.addEventListener("load", arrive);
  window.addEventListener("scrollend", rest);
  window.addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    },
    { passive: true },
  );
  arrive();
}

function decodeFragment(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
}
