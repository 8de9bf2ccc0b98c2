/**
 * What the server builds in when it hands the SDK out. `behaviour` says which side wins where the manual
 * and 1.3.7 differ: `manual` or `1.3.7` (dossier §17).
 */
export const BUILT_IN = { behaviour: 'manual' };
