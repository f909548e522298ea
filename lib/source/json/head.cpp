// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "model/document.hpp"
#include "source/json/document_reader.hpp"
#include "source/json/parse.hpp"

#include <fmt/format.h>

namespace scribe::source::json {

namespace {

using base::Error;
using base::ExitCode;
using base::JsonStream;

constexpr char const *k_how_to_get = "scribe export json -o FILE writes such a file; one of tbls is tbls:FILE";

std::int64_t read_number(JsonStream &stream) {
    auto const piece = stream.value();
    std::int64_t number = 0;
    parse(stream, piece, [&](simdjson::ondemand::document &document) {
        if (document.get_int64().get(number) != simdjson::SUCCESS)
            throw base::json::Misfit{piece.text.data(), "a whole number"};
    });
    return number;
}

void check_version(JsonStream &stream) {
    auto const number = read_number(stream);
    if (number <= model::k_document_version) return;
    throw Error(ExitCode::config,
                fmt::format("{}: its format version is {}, this scribe reads up to {}", stream.path().string(), number,
                            model::k_document_version),
                "read it with the scribe that wrote it, or a later one");
}

void read_source(JsonStream &stream, Head &head) {
    auto const piece = stream.value();
    parse(stream, piece, [&](simdjson::ondemand::document &document) {
        base::json::read_members(
            need_object(document, piece), head,
            [](auto &&visit, Head &to) {
                visit("name", to.name);
                visit("product", to.product);
                visit("version", to.version);
                visit("database", to.database);
                visit("encoding", to.encoding);
                visit("collation", to.collation);
                visit("comment", to.comment);
            },
            [&](std::string_view key, simdjson::ondemand::value value) {
                if (key != "scanned_for") return;
                base::json::read_members(
                    base::json::need_object(value), head.scanned_for,
                    [](auto &&visit, model::FilterTexts &to) {
                        visit("schemas", to.schemas);
                        visit("include", to.include);
                        visit("exclude", to.exclude);
                    },
                    [](std::string_view, simdjson::ondemand::value) {});
            });
    });
}

} // namespace

Head read_head(std::filesystem::path const &path) {
    JsonStream stream{path};
    Head head;
    bool format = false, version = false, source = false;
    while (!(format && version && source) && stream.next_member()) {
        if (stream.key() == "format") {
            auto const piece = stream.value();
            if (piece.text != fmt::format("\"{}\"", model::k_document_format))
                stream.fail(piece.offset, "\"scribe\"", piece.text, k_how_to_get);
            format = true;
        } else if (stream.key() == "format_version") {
            check_version(stream);
            version = true;
        } else if (stream.key() == "source") {
            read_source(stream, head);
            source = true;
        }
    }
    auto const *const missing = !format ? "format" : !version ? "format_version" : !source ? "source" : nullptr;
    if (missing)
        stream.fail(0, fmt::format("a model that scribe wrote: there is no member \"{}\"", missing), {}, k_how_to_get);
    return head;
}

} // namespace scribe::source::json
