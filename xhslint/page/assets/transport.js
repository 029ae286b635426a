// Asks the server that the page came from. A page without a server has another module of this name, with the same `ask`.

// What is behind # is sent to nobody: the server learns it from the header alone.
let token = location.hash.slice(1);

// The address of a server that was started again, in the same tab.
addEventListener("hashchange", () => {
  token = location.hash.slice(1);
  dispatchEvent(new Event("xhslint-renewed"));
});

/** Resolves to the answer to a question, or to {error}; rejects if nobody answers. */
export async function ask(name, request) {
  const response = await fetch(`api/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Xhslint-Token": token },
    body: JSON.stringify(request),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
  });
  return response.json();
}
