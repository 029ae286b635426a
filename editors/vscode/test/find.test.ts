import assert from "node:assert/strict";
import { test } from "node:test";
import { commands, isRefused, type Machine, onPath, trustedPath } from "../../shared/find";

function machine(platform: NodeJS.Platform, PATH: string, ...files: string[]): Machine {
  return { platform, env: { PATH, HOME: "/home/mei" }, isFile: (path) => files.includes(path) };
}

const linux = machine(
  "linux",
  "/usr/local/bin:/usr/bin",
  "/usr/bin/xhslint",
  "/usr/bin/python3",
  "/usr/local/bin/python3",
);
const windows = {
  ...machine(
    "win32",
    "",
    "C:\\Py\\xhslint.exe",
    "C:\\Windows\\py.exe",
    "C:\\mine\\xhslint.cmd",
    "C:\\venv\\python.exe",
  ),
  env: { Path: 'C:\\mine;"C:\\Py";C:\\Windows' },
};

test("the program on the PATH comes first, then each Python that may have it", () => {
  assert.deepEqual(commands("xhslint", linux), [
    { program: "/usr/bin/xhslint", args: [] },
    { program: "/usr/local/bin/python3", args: ["-m", "xhslint"] },
  ]);
  assert.deepEqual(commands("xhslint", windows), [
    { program: "C:\\Py\\xhslint.exe", args: [] },
    { program: "C:\\Windows\\py.exe", args: ["-m", "xhslint"] },
  ]);
});

test("programs that pipx and Homebrew installed are found without a PATH", () => {
  for (const path of ["/home/mei/.local/bin/xhslint", "/opt/homebrew/bin/xhslint", "/usr/local/bin/xhslint"]) {
    assert.equal(onPath("xhslint", machine("darwin", "/usr/bin", path)), path);
  }
  const own = {
    ...machine("win32", "", "C:\\Users\\mei\\.local\\bin\\xhslint.exe"),
    env: { USERPROFILE: "C:\\Users\\mei" },
  };
  assert.equal(onPath("xhslint", own), "C:\\Users\\mei\\.local\\bin\\xhslint.exe");
});

test("nothing is found where nothing is", () => {
  assert.deepEqual(commands("xhslint", machine("linux", "/usr/bin")), []);
  assert.deepEqual(commands("xhslint", machine("linux", "")), []);
});

test("no program of the current folder is taken", () => {
  for (const PATH of ["", ".", ":bin", "bin:.", "::"]) {
    assert.equal(onPath("xhslint", machine("linux", PATH, "xhslint", "./xhslint", "bin/xhslint")), undefined);
  }
});

test("a path that is set is tried alone", () => {
  const set = machine(
    "linux",
    "/usr/bin",
    "/opt/x/xhslint",
    "/home/mei/bin/xhslint",
    "/w/tools/xhslint",
    "/usr/bin/xhslint",
  );
  assert.deepEqual(commands("/opt/x/xhslint", set), [{ program: "/opt/x/xhslint", args: [] }]);
  assert.deepEqual(commands("~/bin/xhslint", set), [{ program: "/home/mei/bin/xhslint", args: [] }]);
  assert.deepEqual(commands("tools/xhslint", set, "/w"), [{ program: "/w/tools/xhslint", args: [] }]);
  assert.deepEqual(commands("tools/xhslint", set), []);
  assert.deepEqual(commands("/gone/xhslint", set), []);
});

test("a Python that is set runs its own xhslint", () => {
  assert.deepEqual(commands("C:\\venv\\python.exe", windows), [
    { program: "C:\\venv\\python.exe", args: ["-m", "xhslint"] },
  ]);
  for (const name of ["python", "python3", "python3.12", "pypy3"]) {
    const args = commands(`/v/${name}`, machine("linux", "", `/v/${name}`)).map((each) => each.args);
    assert.deepEqual(args, [["-m", "xhslint"]]);
  }
});

test("batch files are not run", () => {
  assert.deepEqual(commands("C:\\mine\\xhslint.cmd", windows), []);
});

test("what a folder says counts only if it is trusted", () => {
  const levels = { defaultValue: "xhslint", globalValue: "/opt/x/xhslint", workspaceValue: "./evil" };
  assert.equal(trustedPath(levels, false), "/opt/x/xhslint");
  assert.equal(trustedPath(levels, true), "./evil");
  assert.equal(trustedPath({ ...levels, workspaceFolderValue: "./worse" }, true), "./worse");
  assert.equal(trustedPath({ defaultValue: "xhslint", workspaceFolderValue: "./worse" }, false), "xhslint");
  assert.equal(trustedPath({ defaultValue: "xhslint", globalValue: "  " }, true), "xhslint");
  assert.deepEqual([isRefused(levels, false), isRefused(levels, true), isRefused({}, false)], [true, false, false]);
});
