// The list of reading links: their addresses can be copied.
// Without this module the address stands in a field, to be selected and copied by hand.

import { attachCopying } from "./copy.js";

attachCopying(document);
