// SPDX-License-Identifier: MIT
#include "export/markdown/escape.hpp"

#include <catch2/catch.hpp>

using namespace scribe::exporter::markdown;

TEST_CASE("running text keeps no markup") {
    CHECK(text("plain words, 1.5 & <b>bold</b>") == "plain words, 1.5 &amp; &lt;b&gt;bold&lt;/b&gt;");
    CHECK(text("a|b `c` *d* _e_ [f](g) ~h~ #1 \\") == "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\~h\\~ \\#1 \\\\");
    CHECK(text("costs $5") == "costs <span>$</span>5");
    CHECK(text("two\r\nlines") == "two lines");
    CHECK(text("a\xe2\x80\xae\x62") == "ab"); // right-to-left override
    CHECK(text("\xff") == "\xef\xbf\xbd");
    CHECK(text("שלום") == "שלום");
}

TEST_CASE("web addresses become links, other automatic links are disarmed") {
    CHECK(text("see https://wiki.example.com/a_b.") == "see <https://wiki.example.com/a_b>.");
    CHECK(text("https://x.example/?a=<script>") == "<https://x.example/?a=>&lt;script&gt;");
    CHECK(text("ftp://x_y") == "ftp&#58;//x\\_y");
    CHECK(text("www.a_b.example") == "www&#46;a\\_b.example");
}

TEST_CASE("mentions and emoji codes, which GitHub looks for in what is rendered, are taken apart") {
    CHECK(text("@you (@me)") == "<span>@</span>you (<span>@</span>me)");
    CHECK(text("a@b.c @ 5") == "a@b.c @ 5");
    CHECK(text(":+1: urn:id:5 a: b:") == "<span>:</span>+1: urn<span>:</span>id:5 a: b:");
    CHECK(text("http://x:b:/") == "http&#58;//x<span>:</span>b:/");
}

TEST_CASE("cells stay one line and one cell") {
    CHECK(cell("one\ntwo | three\n") == "one<br>two \\| three");
    CHECK(cell("</details>\n---") == "&lt;/details&gt;<br>---");
    CHECK(cell("x\\|y") == "x\\\\\\|y");
    auto const big = cell(std::string(20'000, 'x'));
    CHECK(big.size() < 9'000);
    CHECK(big.ends_with("*(12000 bytes more)*"));
}

TEST_CASE("lines of a paragraph start no block") {
    CHECK(paragraphs("---\ntitle: x\n---") == "\\---\\\ntitle: x\\\n\\---\n");
    CHECK(paragraphs("- a\n+ b\n1. c\n23) d\n# e\n> f\n=== \n    g") ==
          "\\- a\\\n\\+ b\\\n1\\. c\\\n23\\) d\\\n\\# e\\\n&gt; f\\\n\\===\\\ng\n");
    CHECK(paragraphs("one\n\n\n\ntwo\n") == "one\n\ntwo\n");
    CHECK(paragraphs("a\n:--") == "a\\\n\\:--\n"); // the rule of a table
    CHECK(paragraphs("\xe2\x80\xae- a\n\xe2\x80\xae\nb") == "\\- a\n\nb\n");
    CHECK(paragraphs(" \n\t\n").empty());
}

TEST_CASE("code spans hold any run of backticks") {
    CHECK(code("a") == "`a`");
    CHECK(code("a`b") == "``a`b``");
    CHECK(code("`a``") == "``` `a`` ```");
    CHECK(code("a|b") == "`a|b`");
    CHECK(cell_code("a|b") == "`a\\|b`");
    CHECK(cell_code("a\nb") == "`a b`");
    CHECK(cell_code("").empty());
    CHECK(cell_code("<i>") == "`<i>`");
}

TEST_CASE("fences are longer than what they hold") {
    CHECK(fence("SELECT 1;", "sql") == "```sql\nSELECT 1;\n```\n");
    CHECK(fence("a\n````\nb\tc\n\n", "") == "`````\na\n````\nb\tc\n`````\n");
    CHECK(fence("a\xe2\x80\xae\x62\x01", "sql") == "```sql\nab\\x01\n```\n");
}

TEST_CASE("link targets are percent-encoded") {
    CHECK(link_target("types/a.b~20c.md") == "types/a.b~20c.md");
    CHECK(link_target("ü (1)") == "%C3%BC%20%281%29");
}

TEST_CASE("Mermaid gets labels and words it takes") {
    CHECK(mermaid_label("public.orders") == "public.orders");
    CHECK(mermaid_label("a\"b;c#d%") == "a＂b；c＃d％");
    CHECK(mermaid_label("") == "_");
    CHECK(mermaid_word("2nd name") == "_2nd_name");
    CHECK(mermaid_word("größe") == "gr__e");
    CHECK(mermaid_word("") == "_");
    CHECK(mermaid_word("PK") == "PK_");
    CHECK(mermaid_type("character varying(20)") == "character_varying");
    CHECK(mermaid_type("timestamp(3) with time zone") == "timestamp_with_time_zone");
    CHECK(mermaid_type("numeric(10,2)[][]") == "numeric[][]");
    CHECK(mermaid_type("") == "unknown");
}
