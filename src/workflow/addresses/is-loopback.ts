/** Whether a host, without brackets, is the pod itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127\.[\d.]+|::1)$/i.test(host);
}
