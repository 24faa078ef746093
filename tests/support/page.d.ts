/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What browser tests evaluate runs in the page and speaks of `document`. */
export {}
