const DEFAULT_PASSWORD = 'Aa123456';

/** Nobody is logged in yet. */
export const NOBODY = { jobNumber: '', password: '', domain: '', ext: '', loginId: '', deviceId: '' };

/** Returns whom a page logs in and where, with the ids that the server knows (dossier §1). */
export function identify(given, defaultDomain) {
  const jobNumber = textOf(given?.jobNumber) ?? '';
  const ext = textOf(given?.ext) ?? '';
  const domain = textOf(given?.domain) || defaultDomain;
  const password = textOf(given?.password) ?? DEFAULT_PASSWORD;
  return { jobNumber, password, domain, ext, loginId: `${jobNumber}@${domain}`, deviceId: `${ext}@${domain}` };
}

/** Returns a value as text; `undefined` and `null` are not given. */
export function textOf(value) {
  return value === undefined || value === null ? undefined : String(value);
}
