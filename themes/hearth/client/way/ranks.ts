/** A lesson's rank on a path: core, helpful, optional or hidden; "" where none is known. */
export function rankOn(ranks: string, path: string): string {
  const found = path === "" ? undefined : ranks.split(" ").find((pair) => pair.startsWith(`${path}:`));
  return found?.slice(path.length + 1) ?? "";
}

/**
 * Where to go on: the lesson that was read last, or the first that is not done
 * after it; from the beginning where nothing is left behind it.
 */
export function whereNext(lessons: readonly string[], last: string, isDone: (lesson: string) => boolean): string | undefined {
  const from = Math.max(0, lessons.indexOf(last));
  const open = (lesson: string): boolean => !isDone(lesson);
  return lessons.slice(from).find(open) ?? lessons.find(open);
}
