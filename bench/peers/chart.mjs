export const speedChart = () => "";
