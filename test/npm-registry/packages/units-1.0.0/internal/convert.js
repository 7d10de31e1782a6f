const done = [];

/** Kept in one place: whoever converts, by whichever entry, adds to the same list. */
export function convert(what, amount, factor) {
  done.push(what);
  return amount * factor;
}

export function conversions() {
  return [...done];
}
