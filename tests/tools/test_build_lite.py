"""The notebooks for the browser: plain text, the book's numbers, all packages, both buttons.

Seen to fail: with a role that passes unchanged, with a box whose inner fence ends it, with an
option that stays in the text, with the kernel's packages left out, with a link that ignores the
page's folder, with samples of older code taken along, and with a policy that leaves out the
filmstrips' script or lets any pass.
"""

import json
import zipfile
from types import SimpleNamespace

import build_lite
import lite_env
import lite_notebooks
import nbformat
import open_in
import policy
import pytest
from lite_labels import Labels
from lite_text import TextError, plain_markdown

from lasercore._stored import version
from nanobook.ch07_curve_shapes import comparison_frames

PAGE = """<article><h1><span class="section-number">3. </span>Gain<a class="headerlink">#</a></h1>
<div class="math" id="equation-eq-x-y"><span class="eqno">(3.1)<a class="headerlink">#</a></span>
</div><figure id="fig-curve"><figcaption><span class="caption-number">Fig. 3.2 </span>
</figcaption></figure><div class="exercise admonition" id="ex-one"><p class="admonition-title">
<span class="caption-number">Exercise 3.1 </span> (First)</p></div></article>"""

WORKS = """@article{one2020, author = {M{\\"u}ller, Anna and Berg, Bo}, year = {2020}, title = {T}}
@article{many2021, author = {Doe, A and Roe, B and Poe, C}, year = {2021}, title = {T}}"""


@pytest.fixture(scope="module")
def labels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    (folder / "chapters").mkdir()
    (folder / "chapters" / "03_gain.html").write_text(PAGE, encoding="utf-8")
    (folder / "works.bib").write_text(WORKS, encoding="utf-8")
    found = Labels(folder, folder / "works.bib")
    found.notebooks = {"03_gain"}
    return found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("By {eq}`eq-X_y` it is so.", "By (3.1) it is so."),
        ("See {numref}`fig-curve`.", "See Fig. 3.2."),
        ("Do {ref}`ex-one` first.", "Do Exercise 3.1 first."),
        ("Do {ref}`this one <ex-one>` first.", "Do this one first."),
        ("In {doc}`03_gain` and", "In [Gain](03_gain.ipynb) and"),
        ("In {doc}`the chapter <03_gain>` and", "In [the chapter](03_gain.ipynb) and"),
        ("Of {term}`pump\nblocking` and", "Of pump blocking and"),
        ("Of {term}`lasers <laser>` and", "Of lasers and"),
        ("By {cite:t}`one2020`.", "By Müller and Berg (2020)."),
        ("As known {cite:p}`many2021`.", "As known (Doe et al. (2021))."),
        ("$$ x = y $$ (eq-X_y)", "$$ x = y \\tag{3.1}$$"),
        ("(a-place)=\n## Gain", "## Gain"),
        ("The code `{eq}` and `x`.", "The code `{eq}` and `x`."),
        ("Plain $x$ and `code`.", "Plain $x$ and `code`."),
    ],
)
def test_text(labels, written, shown):
    assert plain_markdown(written, labels) == shown


def test_box(labels):
    text = "````{admonition} Predict\n:class: tip\nHow much?\n````\nAfter"
    shown = "<blockquote>\n\n**Predict**\n\nHow much?\n\n</blockquote>\n\nAfter"
    assert plain_markdown(text, labels) == shown


@pytest.mark.parametrize(
    "text",
    [
        "```{dropdown} Answer\nBy {eq}`eq-X_y`.\n```",
        "````{admonition} Answer\n:class: dropdown\nBy {eq}`eq-X_y`.\n````",
    ],
)
def test_fold(labels, text):
    shown = "<details>\n<summary>Answer</summary>\n\nBy (3.1).\n\n</details>\n"
    assert plain_markdown(text, labels) == shown


def test_boxes_in_boxes(labels):
    text = "````{exercise} First\n:label: ex-one\nDo.\n```{dropdown} Hint\nX\n```\nEnd\n````"
    shown = plain_markdown(text, labels)
    assert "**Exercise 3.1 (First)**" in shown
    assert shown.index("<details>") < shown.index("</details>") < shown.index("End")
    assert ":label:" not in shown and "```" not in shown


def test_code_is_left_alone(labels):
    text = "```python\nx = '{eq}`nothing`'\n```"
    assert plain_markdown(text, labels) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{eq}`eq-gone`", "no equation named"),
        ("{cite:t}`nobody1999`", "no work named 'nobody1999'"),
        ("{download}`file`", "role 'download' has no plain form"),
        ("```{mermaid}\nx\n```", "directive 'mermaid' has no plain form"),
        ("```{dropdown} Open\nx", "nothing closes the fence"),
    ],
)
def test_what_has_no_plain_form_is_named(labels, text, message):
    with pytest.raises(TextError, match=message):
        plain_markdown(text, labels)


def chapter():
    figure = {"caption": "The curve.", "name": "fig-curve"}
    code = nbformat.v4.new_code_cell("print(1)", metadata={"mystnb": {"figure": figure}})
    code.outputs = [nbformat.v4.new_output("stream", text="1\n")]
    text = nbformat.v4.new_markdown_cell("# Gain\n\nBy {eq}`eq-X_y`.")
    return nbformat.v4.new_notebook(cells=[text, code], metadata={})


def test_copy_of_a_chapter(labels):
    copy = lite_notebooks.browser_copy(chapter(), labels, "https://binder.example/x")
    first, text, code, caption = copy["cells"]
    assert "runs in your browser" in first["source"] and "numba" in first["source"]
    assert "(https://binder.example/x)" in first["source"]
    assert text["source"].endswith("By (3.1).")
    assert code["source"] == "print(1)" and code["outputs"] == []
    assert caption["source"] == "**Fig. 3.2** The curve."
    assert copy["metadata"]["kernelspec"]["name"] == "python"
    nbformat.validate(nbformat.from_dict(copy))


def test_copy_without_binder_offers_none(labels):
    first = lite_notebooks.browser_copy(chapter(), labels)["cells"][0]
    assert "](" not in first["source"]


def test_packages_are_put_into_the_site_and_named_in_its_settings(tmp_path, monkeypatch):
    wheel = tmp_path / "lasercore-1-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    site = tmp_path / "site"
    site.mkdir()
    kernel = {"pyodideUrl": "https://public.example/pyodide.js"}
    settings = {"jupyter-config-data": {"litePluginSettings": {build_lite.KERNEL: kernel}}}
    (site / "jupyter-lite.json").write_text(json.dumps(settings))
    monkeypatch.setattr(build_lite, "LITE", site)
    for _ in range(2):  # the second time over the first
        build_lite.put_packages([wheel])
        named = build_lite.kernel_settings(json.loads((site / "jupyter-lite.json").read_text()))
        packages = named["loadPyodideOptions"]["packages"]
        (own,) = (name for name in packages if name.endswith(wheel.name))
        assert {"numpy", "scipy"} <= set(packages)
        assert own.startswith("../../../../static/wheels/")
        assert (site / own.removeprefix("../../../../")).read_bytes() == b"wheel"


def test_wheels_are_found_whatever_changes_in_them(tmp_path):
    wheel = tmp_path / "lasercore-1-py3-none-any.whl"
    wheel.write_bytes(b"old")
    before = build_lite.addresses([wheel])
    wheel.write_bytes(b"new")
    assert build_lite.addresses([wheel]) != before


def test_incomplete_site_is_told(tmp_path):
    plugins = {"litePluginSettings": {build_lite.KERNEL: {}}, "federated_extensions": []}
    settings = {"jupyter-config-data": plugins}
    (tmp_path / "jupyter-lite.json").write_text(json.dumps(settings))
    told = "\n".join(build_lite.faults(tmp_path))
    for missing in ("notebooks/index.html", "welcome.ipynb", "lasercore", "anywidget"):
        assert missing in told


def test_packages_are_pinned():
    pinned = lite_env.versions((lite_env.ROOT / "constraints.txt").read_text(encoding="utf-8"))
    for name in lite_env.PACKAGES:
        assert lite_env.canonical(name) in pinned
    assert lite_env.versions("Send2Trash==2.2.0\na_b.c==1")["a-b-c"] == "1"


def test_stored_samples_become_a_package(tmp_path, monkeypatch):
    monkeypatch.setattr(lite_env, "SAMPLES", tmp_path / "samples")
    monkeypatch.setattr(lite_env, "WORK", tmp_path)
    assert lite_env.samples_wheel() == []
    present, old = tmp_path / "samples" / version(), tmp_path / "samples" / "0123456789abcdef"
    for folder in (present, old, tmp_path / "own"):
        folder.mkdir(parents=True)
    for folder in (present, old):
        (folder / "lasercore.g2-1").write_bytes(b"sample")
    (wheel,) = lite_env.samples_wheel()
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(f"lasercore_samples/{version()}/lasercore.g2-1") == b"sample"
        names = archive.namelist()
    assert "lasercore_samples/__init__.py" in names
    assert not any(old.name in name for name in names)
    first = wheel.read_bytes()
    assert lite_env.samples_wheel()[0].read_bytes() == first


def test_files_that_no_browser_asks_for_are_left_out(tmp_path):
    for name in ("build/fa-solid-900.svg", "build/fa-solid-900.woff2", "build/1.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    build_lite.drop_unused(tmp_path)
    left = sorted(path.name for path in tmp_path.rglob("*") if path.is_file())
    assert left == ["1.svg", "fa-solid-900.woff2"]


def test_policy_lets_nothing_in_from_elsewhere():
    allowed = policy.notebook_policy("")
    assert "https:" not in allowed and "*" not in allowed
    assert "default-src 'none'" in allowed
    # Inline scripts only by their hashes: the filmstrips' one, and what the site's builder adds.
    (scripts,) = (part for part in allowed.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts and scripts.count("'sha256-") == 1


def test_filmstrips_run_under_the_policy():
    html = comparison_frames.device_filmstrip("EDC laser 1")._repr_html_()
    script = html.partition("<script>")[2].partition("</script>")[0]
    assert policy.hashed(script) in policy.notebook_policy("")


# --- The buttons. ---


@pytest.fixture
def no_repository(monkeypatch):
    for name in open_in.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(open_in, "REPOSITORY", "")


def links(pagename, source):
    context = {"body": "<h1>Gain</h1><p>Text</p>"}
    app = SimpleNamespace(env=SimpleNamespace(doc2path=lambda name: source))
    open_in.add_links(app, pagename, "page.html", context, None)
    return context["body"]


def test_button_leads_from_any_folder(no_repository):
    assert 'href="../lite/notebooks/index.html?path=03_gain.ipynb"' in links(
        "chapters/03_gain", "chapters/03_gain.ipynb"
    )
    assert 'href="lite/notebooks/' in links("start", "start.ipynb")


def test_no_binder_without_a_repository(no_repository):
    assert "binder" not in links("chapters/03_gain", "chapters/03_gain.ipynb")


def test_binder_opens_the_chapter(no_repository, monkeypatch):
    monkeypatch.setenv("GITHUB_REPOSITORY", "somebody/nanolaser-book")
    address = "mybinder.org/v2/gh/somebody/nanolaser-book/HEAD?urlpath=lab%2Ftree%2Fchapters%2F03"
    assert address in links("chapters/03_gain", "chapters/03_gain.ipynb")


def test_wrong_repository_is_refused(no_repository, monkeypatch):
    monkeypatch.setenv("BOOK_REPOSITORY", "https://example.org/x")
    with pytest.raises(ValueError, match="owner/name"):
        open_in.repository()


def test_other_pages_have_no_buttons(no_repository):
    assert "open-in" not in links("chapters/notation", "chapters/notation.md")
