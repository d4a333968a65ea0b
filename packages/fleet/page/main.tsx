/** Reads the report out of the page and draws it. */
import { render } from 'preact';
import { App } from './app.tsx';
import { readFleet } from './fleet.ts';
import { select } from './select.ts';
import { fromHash } from './state.ts';
import { recallTheme } from './theme.ts';

recallTheme();
const root = document.querySelector('#app');
const fleet = readFleet(document.querySelector('#data')?.textContent ?? '');
if (root !== null && fleet !== undefined) {
  const work = select(fleet, fromHash(location.hash), undefined);
  let step = work.next();
  while (step.done !== true) step = work.next();
  root.replaceChildren();
  render(<App fleet={fleet} first={step.value} />, root);
  // The first key of a search shall not wait for this.
  setTimeout(() => fleet.lowerNames(), 200);
}
