/** A short soft sound. Browsers let a page sound only after a press, so ready() is called in one. */
export class Bell {
  #context: AudioContext | undefined;

  ready(): void {
    this.#context ??= new AudioContext();
    void this.#context.resume();
  }

  ring(): void {
    const context = this.#context;
    if (context?.state !== "running") {
      return;
    }
    const now = context.currentTime;
    const volume = context.createGain();
    volume.gain.setValueAtTime(0, now);
    volume.gain.linearRampToValueAtTime(0.12, now + 0.08);
    volume.gain.exponentialRampToValueAtTime(0.001, now + 1.8);
    volume.connect(context.destination);
    const tone = context.createOscillator();
    tone.frequency.value = 440;
    tone.connect(volume);
    tone.start(now);
    tone.stop(now + 1.9);
  }

  close(): void {
    void this.#context?.close();
    this.#context = undefined;
  }
}
