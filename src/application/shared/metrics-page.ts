/** The page that monitoring reads. */
export interface MetricsPage {
  render(): Promise<{ readonly type: string; readonly content: string }>;
}
