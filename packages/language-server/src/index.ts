/*
 * What runs in any place. Servers are started through `./node` (standard streams) and `./worker` (a web worker).
 */

export * from './custom/protocol.ts';
export { type Settings, settingsFrom } from './settings.ts';
