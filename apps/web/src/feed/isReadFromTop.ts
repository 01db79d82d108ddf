/** Whether what is new may stand above a list at once: its first item is seen whole, and nothing further down is read. */

/** Of the title of the screen, which stays at the top of the window; in pixels. */
export const TITLE_HEIGHT = 56;

/**
 * @param id of the element that holds the list: for a timeline its key
 * @returns false also for a list that is not shown: the way back leads to the line that was read
 */
export function isReadFromTop(id: string): boolean {
  const top = document.getElementById(id)?.getBoundingClientRect().top;
  return top !== undefined && top >= TITLE_HEIGHT;
}
