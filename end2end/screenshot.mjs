// Makes docs/screenshot.png with the program itself: the review of the sample, some changes decided. Run it by hand:
//   RESUMAX_BIN=… node end2end/screenshot.mjs
import { join } from 'node:path'
import { closeBrowser, visitor } from './lib/browser.mjs'
import { start } from './lib/program.mjs'
import { button, changes } from './lib/walk.mjs'

const program = await start()
try {
  const person = await visitor(program, { width: 1280, height: 900 })
  const page = await person.tab()
  await button(page, 'Try the sample').click()
  await page.getByText('Waiting for you', { exact: true }).waitFor()
  await changes(page).nth(7).waitFor()
  for (const decision of ['a', 'a', 'r', 'a']) await page.keyboard.press(decision)
  await changes(page).filter({ hasText: 'Approved' }).nth(2).waitFor()
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(import.meta.dirname, '../docs/screenshot.png'), animations: 'disabled' })
} finally {
  await closeBrowser()
  await program.stop()
}
