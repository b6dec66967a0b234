/** Namespace of every metric and alarm of Countersign: used by the adapter and by the deployment. */
export const METRIC_NAMESPACE = 'Countersign';
