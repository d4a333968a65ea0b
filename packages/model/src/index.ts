export { catalogue } from './catalogue.ts';
export * from './event.ts';
export * from './facts.ts';
export * from './value.ts';
export * from './version.ts';
