// SPDX-License-Identifier: MIT
#pragma once

#include "base/json_reader.hpp"
#include "base/json_stream.hpp"

#include <string_view>

/// Parsing pieces of a JSON file: what is wrong in one becomes an error that names its place. Only for .cpp files.
namespace scribe::source::json {

static_assert(base::JsonStream::k_padding >= simdjson::SIMDJSON_PADDING);

/// Throws base::Error(config) for malformed JSON in `piece`, which the parser looked at until `at` (may be null).
[[noreturn]] void fail_malformed(base::JsonStream const &stream, base::JsonStream::Piece const &piece, char const *at,
                                 simdjson::error_code code);

/// Calls `read(document)` with the piece as JSON. Throws base::Error(config) with the place of what is wrong there.
template <typename Read>
void parse(base::JsonStream const &stream, base::JsonStream::Piece const &piece, Read const &read) {
    thread_local simdjson::ondemand::parser parser; // keeps its memory from one piece to the next
    auto const *const begin = piece.text.data();
    simdjson::ondemand::document document;
    bool looked = false; // until then the document has no place to tell
    try {
        document = parser.iterate(begin, piece.text.size(), piece.text.size() + base::JsonStream::k_padding);
        looked = true;
        read(document);
    } catch (base::json::Misfit const &misfit) {
        auto const rest = piece.text.substr(static_cast<std::size_t>(misfit.at - begin));
        stream.fail(piece.offset + (misfit.at - begin), misfit.expected, rest.substr(0, rest.find_first_of("\n,}]")));
    } catch (simdjson::simdjson_error const &error) {
        char const *at = nullptr;
        if (looked && document.current_location().get(at) != simdjson::SUCCESS) at = nullptr;
        fail_malformed(stream, piece, at, error.error());
    }
}

/// The piece, which must be an object.
inline simdjson::ondemand::object need_object(simdjson::ondemand::document &document,
                                              base::JsonStream::Piece const &piece) {
    simdjson::ondemand::object object;
    auto const error = document.get_object().get(object);
    if (error == simdjson::INCORRECT_TYPE) throw base::json::Misfit{piece.text.data(), "an object"};
    if (error != simdjson::SUCCESS) throw simdjson::simdjson_error{error};
    return object;
}

} // namespace scribe::source::json
