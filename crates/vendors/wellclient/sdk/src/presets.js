/** What the environments of `useConfig` bring besides their hosts (dossier §2). */
const LOGIN_PATHS = {
  '/login': [
    'superCluster',
    'STRESS-TEST',
    'STRESS2-TEST',
    'CMB-PRO2',
    'CMB-PRO-443',
    'OUR-DEV',
    'OUR-TEST',
    'OUR-TEST-SDK',
    'AWS-PRO',
    'TIANAN',
  ],
  '/loginTrusted': ['CMB-PRO', 'CMB-TEST', 'CMB-DEV', 'CMB-UAT', 'CMB-INNER', 'iPRD-INNER'],
  '/api/security/login': ['POC', 'SUN-INNER', 'TX', 'IPRD'],
  '/api/security/loginTrusted': ['CMB-OFFICE'],
  '/agent/login': ['AWS-HTTPS'],
};
const WITHOUT_AUTO_ANSWER = ['SUN-INNER', 'AWS-PRO', 'AWS-HTTPS', 'TX'];
const DOMAINS = { 'CMB-DEV': 'cmbyc.cc', 'CMB-UAT': 'cmb.uat' };

/** The domain of who names none. */
export const DEFAULT_DOMAIN = 'cmb.cc';

/** Returns an environment, or `undefined`. */
export function presetOf(name) {
  const entry = Object.entries(LOGIN_PATHS).find(([, names]) => names.includes(name));
  return (
    entry && {
      loginPath: entry[0],
      sdkPath: name === 'AWS-HTTPS' ? '/sdk' : '',
      autoAnswer: !WITHOUT_AUTO_ANSWER.includes(name),
      domain: DOMAINS[name] ?? DEFAULT_DOMAIN,
    }
  );
}
