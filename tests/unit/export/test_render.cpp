// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "rendered.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <regex>
#include <set>

namespace fs = std::filesystem;
using namespace scribe;

namespace {

bool without_renderer() {
    if (test::has_renderer()) return false;
    WARN("cmark-gfm is not installed: the pages are not rendered");
    return true;
}

/// Elements that pages are made of; a comment adds nothing but line breaks, links to what is an address in it, and the
/// spans that keep GitHub from reading more.
void check_elements(test::Rendered const &page) {
    static std::set<std::string> const allowed = {"document",
                                                  "heading",
                                                  "paragraph",
                                                  "text",
                                                  "code",
                                                  "code_block",
                                                  "table",
                                                  "table_header",
                                                  "table_row",
                                                  "table_cell",
                                                  "list",
                                                  "item",
                                                  "link",
                                                  "linebreak /",
                                                  "linebreak",
                                                  "strong",
                                                  "emph",
                                                  "html_inline <br>",
                                                  "html_inline <span>",
                                                  "html_inline </span>",
                                                  "softbreak"};
    for (auto const &[element, count] : page.elements) {
        INFO(element);
        CHECK(allowed.contains(element));
    }
}

/// What GitHub looks for in the text once it is rendered.
void check_shortcuts(test::Rendered const &page) {
    static std::regex const shortcut{R"re((^|[^A-Za-z0-9_])@[A-Za-z0-9]|:[A-Za-z0-9_+-]+:|\$.)re"};
    for (auto const &block : page.blocks) {
        for (auto const &piece : block.pieces) {
            INFO(piece);
            CHECK_FALSE(std::regex_search(piece, shortcut));
        }
    }
}

std::size_t bars(std::string const &line) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\') ++i; // the character after it is only itself
        else if (line[i] == '|') ++count;
    }
    return count;
}

/// The renderer fills short rows and cuts long ones, so the source is counted.
void check_rows(std::string const &markdown) {
    std::size_t header = 0;
    bool fenced = false;
    for (auto const &line : base::split(markdown, '\n')) {
        if (line.starts_with("```")) fenced = !fenced;
        if (fenced || !line.starts_with('|')) {
            header = 0;
            continue;
        }
        if (header == 0) header = bars(line);
        INFO(line);
        CHECK(bars(line) == header);
    }
}

std::string percent_decoded(std::string const &address) {
    std::string out;
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (address[i] != '%') out.push_back(address[i]);
        else {
            out.push_back(static_cast<char>(std::stoi(address.substr(i + 1, 2), nullptr, 16)));
            i += 2;
        }
    }
    return out;
}

std::string words(std::string const &text) {
    std::string out;
    for (char const c : text) {
        bool const space = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (!space) out.push_back(c);
        else if (!out.empty() && out.back() != ' ') out.push_back(' ');
    }
    return std::string{base::trim(out)};
}

} // namespace

TEST_CASE("golden pages render as tables, code and text, and their links lead somewhere") {
    if (without_renderer()) return;
    auto const golden = fs::path{SCRIBE_SOURCE_FOLDER} / "tests/golden/markdown";
    std::size_t pages = 0, links = 0;
    for (auto const &entry : fs::recursive_directory_iterator{golden}) {
        if (!entry.is_regular_file()) continue;
        INFO(entry.path());
        ++pages;
        auto const markdown = *base::read_file(entry.path());
        auto const page = test::render(markdown);
        check_elements(page);
        check_shortcuts(page);
        check_rows(markdown);
        for (auto const &address : page.links) {
            if (address.starts_with("https://") || address.starts_with("http://") || address.starts_with("mailto:"))
                continue; // from a comment
            ++links;
            INFO(address);
            CHECK(fs::is_regular_file(entry.path().parent_path() / percent_decoded(address)));
        }
    }
    CHECK(pages > 5);
    CHECK(links > 10);
}

TEST_CASE("every trap of Markdown and GitHub comes out as the text that it is") {
    if (without_renderer()) return;
    auto const trap = GENERATE(
        as<std::string>{}, "@you and @me", ":smile: urn:id:5 :+1:", "#1 GH-1", "www.x.example",
        "https://x.example/a_b, http://a:80/x:b:d", "a@b.c a_b@c.example", "<!-- x", "--> x", "</details><b>x",
        "---\ntitle: x\n---", "a\n===", "a\n---", "[^1]\n\n[^1]: x", "$a$ $$b$$", "```mermaid\ngraph TD\n```", "~~~\nx",
        "- [ ] a\n* b\n+ c\n1. d\n2) e", "| a | b |\n|--|--|", "a\n:--", "a\n--:", "~~a~~ **b** __c__ _d_", "a\\\nb\\",
        "\\| \\` `` `x``", "&amp; &lt; &", "![i](u) [a](b)\n\n[a]: b", "> q\n# h #",
        "mailto:a@b.c xmpp:a@b.c ftp://x.y", "<https://q>", "    code\n\ttab", "שלום עולם", "\xe2\x80\xae- a",
        "x\xe2\x80\xae\n\xe2\x80\xae\ny", "<table><tr><td>", "%PDF {{ x }} {% y %}");
    auto shown = trap;
    for (auto at = shown.find("\xe2\x80\xae"); at != std::string::npos; at = shown.find("\xe2\x80\xae"))
        shown.erase(at, 3); // what would turn the rest of the page around is left out
    shown = words(shown);
    namespace markdown = exporter::markdown;
    auto const page = test::render("# " + markdown::text(trap) + "\n\n| A | B |\n| --- | --- |\n| " +
                                   markdown::cell(trap) + " | " + markdown::cell_code(trap) + " |\n\n" +
                                   markdown::fence(trap, "sql") + "\n" + markdown::paragraphs(trap));
    INFO(trap);
    check_elements(page);
    check_shortcuts(page);
    REQUIRE(page.blocks.size() >= 7);
    CHECK(words(page.blocks[0].text) == shown);
    CHECK(words(page.blocks[3].text) == shown);
    CHECK(words(page.blocks[4].text) == shown);
    CHECK(words(page.blocks[5].text) == shown);
    std::string paragraphs;
    for (std::size_t i = 6; i < page.blocks.size(); ++i) {
        CHECK(page.blocks[i].kind == "paragraph");
        paragraphs += page.blocks[i].text + "\n";
    }
    CHECK(words(paragraphs) == shown);
}
