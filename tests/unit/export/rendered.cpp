// SPDX-License-Identifier: MIT
#include "rendered.hpp"

#include "base/files.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>

namespace scribe::test {

namespace {

std::string unescape(std::string_view xml) {
    std::string out;
    for (std::size_t i = 0; i < xml.size(); ++i) {
        auto const rest = xml.substr(i);
        auto const is = [&](std::string_view entity, char c) {
            if (!rest.starts_with(entity)) return false;
            out.push_back(c);
            i += entity.size() - 1;
            return true;
        };
        if (!is("&lt;", '<') && !is("&gt;", '>') && !is("&quot;", '"') && !is("&amp;", '&')) out.push_back(xml[i]);
    }
    return out;
}

/// Reads the tree that cmark-gfm prints: an element a line, text only within the innermost.
class Reader {
public:
    void element(std::string_view tag, std::string const &content) {
        auto const name = std::string{tag.substr(0, tag.find(' '))};
        if (name == "heading" || name == "paragraph" || name == "table_cell" || name == "code_block")
            result.blocks.push_back({name, {}, {}});
        ++result.elements[name == "html_inline" || name == "html_block" ? name + " " + content : name];
        if (name == "link") {
            auto const start = tag.find("destination=\"") + 13;
            result.links.push_back(unescape(tag.substr(start, tag.find('"', start) - start)));
        }
        if (result.blocks.empty()) return;
        auto &block = result.blocks.back();
        bool const is_text = name == "text";
        if (is_text) {
            if (!m_after_text) block.pieces.emplace_back();
            block.pieces.back() += content;
        }
        if (is_text || name == "code" || name == "code_block") block.text += content;
        if (name == "linebreak" || name == "softbreak" || content == "<br>") block.text += '\n';
        m_after_text = is_text;
    }

    Rendered result;

private:
    bool m_after_text = false;
};

} // namespace

bool has_renderer() { return std::system("cmark-gfm --version >/dev/null 2>&1") == 0; }

Rendered render(std::string const &markdown) {
    auto name = (std::filesystem::temp_directory_path() / "scribe-render-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()));
    std::filesystem::path const folder{name};
    base::write_file_atomic(folder / "in.md", markdown);
    auto const command = "cmark-gfm --unsafe -t xml -e table -e strikethrough -e autolink -e tagfilter -e footnotes "
                         "-e tasklist '" +
                         name + "/in.md' > '" + name + "/out.xml'";
    REQUIRE(std::system(command.c_str()) == 0);
    auto const xml = *base::read_file(folder / "out.xml");
    std::filesystem::remove_all(folder);
    Reader reader;
    for (auto at = xml.find("<document"); at != std::string::npos;) {
        auto const end = xml.find('>', at);
        auto const next = std::min(xml.find('<', end), xml.size());
        auto const tag = std::string_view{xml}.substr(at + 1, end - at - 1);
        if (!tag.starts_with('/')) {
            bool const leaf = std::string_view{xml}.substr(next).starts_with("</") && !tag.ends_with('/');
            auto content = leaf ? unescape(std::string_view{xml}.substr(end + 1, next - end - 1)) : std::string{};
            reader.element(tag, content);
        }
        at = next == xml.size() ? std::string::npos : next;
    }
    return std::move(reader.result);
}

} // namespace scribe::test
