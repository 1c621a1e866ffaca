// Shows the list. With a browser's cookie a change needs a header that no foreign page may add.
"use strict";

SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#list",
  deepLinking: true,
  validatorUrl: null,
  requestInterceptor: (request) => {
    request.headers["X-Wrapitup"] = "1";
    return request;
  },
});
