/** File of the worker that encrypts backups, beside the file that names it; the bundler fills it in. */
declare const WORKER_FILE: string;
