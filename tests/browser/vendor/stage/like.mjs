/** Returns the first place where `found` has not what `wanted` says, or nothing; objects may have more. */
export function difference(found, wanted, path = '') {
  if (wanted instanceof RegExp) {
    return wanted.test(found) ? undefined : `${path}: wanted ${wanted}, found ${JSON.stringify(found)}`;
  }
  if (wanted === null || typeof wanted !== 'object') {
    return Object.is(found, wanted)
      ? undefined
      : `${path}: wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`;
  }
  if (found === null || typeof found !== 'object') {
    return `${path}: wanted ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`;
  }
  for (const key of Object.keys(wanted)) {
    const inner = difference(found[key], wanted[key], path ? `${path}.${key}` : key);
    if (inner) return inner;
  }
  return undefined;
}
