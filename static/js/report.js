// A report as a document: the outline follows the reader, and links can be copied.
// Without this module the outline is a list of links and "Copy link" leads to the answer itself.

import { followScroll } from "./outline.js";
import { attachCopying } from "./copy.js";

followScroll(document.querySelectorAll("[data-outline]"), document.querySelectorAll(".outline nav"));
attachCopying(document);
