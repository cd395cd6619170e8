// Requests go to the deployment that serves this page, its stage included.
const api = new URL(".", location.href).href.replace(/\/$/, "");

// Swagger UI does not resolve references among the parameters of a path, only those of an operation.
const withParameters = ({ parameters = [], ...operations }) =>
  Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [
      method,
      { ...operation, parameters: [...parameters, ...(operation.parameters ?? [])] },
    ]),
  );

const asShown = (document) => ({
  ...document,
  servers: [{ url: api }],
  paths: Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => [path, withParameters(item)]),
  ),
});

SwaggerUIBundle({
  dom_id: "#explorer",
  url: "openapi.yaml",
  deepLinking: true,
  // Shows x-scope and x-codes.
  showExtensions: true,
  validatorUrl: null,
  plugins: [
    () => ({
      statePlugins: {
        spec: {
          wrapActions: {
            updateJsonSpec: (update) => (document) => update(asShown(document)),
          },
        },
      },
    }),
  ],
});
