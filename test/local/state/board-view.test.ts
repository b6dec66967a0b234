import { nameOf } from '../../../local/state/board-view.ts';

test.each([
  ['ana.silva@example.com', 'Ana Silva'],
  ['ben@example.com', 'Ben'],
  ['mary-ann_o.neil@example.com', 'Mary Ann O Neil'],
  ['@example.com', ''],
])('%s is shown as “%s”', (email, name) => {
  expect(nameOf(email)).toBe(name);
});
