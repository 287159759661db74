/** The process cannot start. The message is one clear line for the person at the terminal, who then sees exit code 2. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartError";
  }
}
