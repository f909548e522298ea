// SPDX-License-Identifier: MIT
#include "source/json/known_reader.hpp"

#include "base/text.hpp"
#include "model/json/known_fields.hpp"
#include "model/json/said_fields.hpp"
#include "source/json/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::source::json {

using base::JsonStream;

namespace {

template <typename T>
T read_element(JsonStream const &stream, JsonStream::Piece const &piece, OnUnknown const &unknown) {
    T to;
    parse(stream, piece, [&](simdjson::ondemand::document &document) {
        base::json::read_members(
            need_object(document, piece), to, [](auto &&visit, T &all) { fields(visit, all); },
            [&](std::string_view key, simdjson::ondemand::value) { unknown(key); });
    });
    return to;
}

template <std::size_t N> void need_word(JsonStream const &stream, JsonStream::Piece const &piece,
                                        std::string_view member, std::string const &value,
                                        std::array<std::string_view, N> const &words) {
    if (std::ranges::find(words, value) != words.end()) return;
    stream.fail(piece.offset, fmt::format("a \"{}\" that is {}", member, fmt::join(words, ", ")),
                fmt::format("\"{}\"", value));
}

} // namespace

model::Relationship read_relationship(JsonStream const &stream, JsonStream::Piece const &piece,
                                      OnUnknown const &unknown) {
    auto one = read_element<model::Relationship>(stream, piece, unknown);
    need_word(stream, piece, "status", one.status,
              std::array<std::string_view, 4>{"declared", "observed", "inferred", "manual"});
    need_word(stream, piece, "decision", one.decision, std::array<std::string_view, 3>{"open", "accepted", "rejected"});
    need_word(stream, piece, "cardinality", one.cardinality, std::array<std::string_view, 3>{"N:1", "1:1", "N:M"});
    if (!(one.confidence >= 0 && one.confidence <= 1)) stream.fail(piece.offset, "a \"confidence\" from 0 to 1");
    if (one.from.columns.empty() || one.from.columns.size() != one.to.columns.size())
        stream.fail(piece.offset, "as many \"columns\" in \"from\" as in \"to\"");
    return one;
}

model::ColumnDecision read_column_decision(JsonStream const &stream, JsonStream::Piece const &piece,
                                           OnUnknown const &unknown) {
    auto one = read_element<model::ColumnDecision>(stream, piece, unknown);
    need_word(stream, piece, "decision", one.decision, std::array<std::string_view, 2>{"set", "rejected"});
    if (one.decision == "rejected" && !one.entity.empty())
        stream.fail(piece.offset, "no \"entity\" of a label that is rejected");
    if (one.decision != "set") return one;
    if (one.entity.empty()) stream.fail(piece.offset, "an \"entity\"");
    need_word(stream, piece, "sensitivity", one.sensitivity,
              std::array<std::string_view, 5>{"personal", "special category", "financial", "credential", "none"});
    return one;
}

namespace {

void need_object_name(JsonStream const &stream, JsonStream::Piece const &piece, model::ObjectName const &of) {
    bool const database = of.kind == "database" && of.name.empty();
    if (!database && (!model::kind_from_name(of.kind) || of.name.empty()))
        stream.fail(piece.offset, "the \"kind\" and \"name\" of an object", fmt::format("\"{}\"", of.kind));
}

/// As the catalog keeps it: well-formed, and no longer than people may write.
void need_text(JsonStream const &stream, JsonStream::Piece const &piece, std::string_view field, std::string &text) {
    text = model::normal_context(field, text);
    if (text.empty()) stream.fail(piece.offset, "a \"text\"");
    if (text.size() > model::k_most_context) stream.fail(piece.offset, "a \"text\" of 64 KiB at most");
}

} // namespace

model::SaidText read_said_text(JsonStream const &stream, JsonStream::Piece const &piece, OnUnknown const &unknown) {
    auto one = read_element<model::SaidText>(stream, piece, unknown);
    need_object_name(stream, piece, one.of);
    auto &description = one.description;
    need_word(stream, piece, "origin", description.origin, std::array<std::string_view, 3>{"human", "rules", "model"});
    need_word(stream, piece, "status", description.status,
              std::array<std::string_view, 3>{"draft", "approved", "rejected"});
    // A writer may have found nothing to say.
    bool const may_be_empty = description.origin != "human" && description.status != "approved";
    if (!may_be_empty || !description.text.empty()) need_text(stream, piece, "description", description.text);
    if (one.version < 0) stream.fail(piece.offset, "a \"version\" from 1 on", std::to_string(one.version));
    if (!(description.confidence >= 0 && description.confidence <= 1))
        stream.fail(piece.offset, "a \"confidence\" from 0 to 1");
    return one;
}

model::SaidEntry read_said_entry(JsonStream const &stream, JsonStream::Piece const &piece, OnUnknown const &unknown) {
    auto one = read_element<model::SaidEntry>(stream, piece, unknown);
    need_object_name(stream, piece, one.of);
    std::array<std::string_view, model::k_context_fields.size() - 1> fields{};
    std::copy(model::k_context_fields.begin() + 1, model::k_context_fields.end(), fields.begin()); // no description
    need_word(stream, piece, "field", one.entry.field, fields);
    need_text(stream, piece, one.entry.field, one.entry.text);
    return one;
}

model::Term read_term(JsonStream const &stream, JsonStream::Piece const &piece, OnUnknown const &unknown) {
    auto one = read_element<model::DocumentTerm>(stream, piece, unknown).term;
    need_text(stream, piece, "rules", one.definition);
    if (model::term_key(one.name).empty()) stream.fail(piece.offset, "a \"name\"");
    return one;
}

model::SaidTemplate read_template(JsonStream const &stream, JsonStream::Piece const &piece, OnUnknown const &unknown) {
    auto one = read_element<model::SaidTemplate>(stream, piece, unknown);
    constexpr std::size_t k_most_name = 100;
    auto const &name = one.said.name;
    if (name.empty() || name.size() > k_most_name || base::single_line(name) != name)
        stream.fail(piece.offset, "a \"name\" of one line, 100 bytes at most");
    return one;
}

} // namespace scribe::source::json
