/** Whether a database is there. Finding out makes none. */
export async function exists(name: string, patience: number): Promise<boolean> {
  const wait = new Promise<boolean>((resolve) => setTimeout(() => resolve(true), patience));
  try {
    // A browser that lists its databases leaves no trace of asking.
    return await Promise.race([wait, "databases" in indexedDB ? isListed(name) : opens(name)]);
  } catch {
    return false; // keeping is refused
  }
}

async function isListed(name: string): Promise<boolean> {
  return (await indexedDB.databases()).some((one) => one.name === name && (one.version ?? 0) > 0);
}

/** Opens it, and takes that back where it would be made. */
function opens(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name);
    let fresh = false;
    request.onupgradeneeded = (): void => {
      fresh = true;
      request.transaction?.abort();
    };
    request.onsuccess = (): void => {
      request.result.close();
      resolve(true);
    };
    request.onerror = (event): void => {
      event.preventDefault();
      resolve(!fresh);
    };
  });
}
