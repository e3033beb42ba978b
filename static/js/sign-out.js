// Takes away what this browser kept of unsaved words when somebody signs out.

import { forgetAll } from "./kept.js";

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]")) forgetAll();
});
