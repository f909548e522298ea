// SPDX-License-Identifier: MIT
#include "model/record.hpp"

#include "model/json/unread.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>

namespace scribe::model {

namespace {

void append_part(std::string &key, std::string_view part) {
    key.append(part);
    key.push_back('\0');
}

} // namespace

std::int64_t object_id(std::string const &source, Kind kind, std::string const &schema, std::string const &table,
                       std::string const &name) {
    // A table is the head of its own group, so its name stands where its parts have `table`.
    bool const heads_group = kind == Kind::table || kind == Kind::view;
    std::string key;
    key.reserve(source.size() + schema.size() + table.size() + name.size() + 24);
    append_part(key, source);
    append_part(key, schema);
    append_part(key, heads_group ? name : table);
    auto const group = XXH3_64bits(key.data(), key.size());
    append_part(key, kind_name(kind));
    append_part(key, name);
    auto const own = XXH3_64bits(key.data(), key.size());
    return std::bit_cast<std::int64_t>((group & 0xffffffff00000000U) | (own & 0xffffffffU));
}

std::int64_t content_hash(Record const &record) {
    XXH3_state_t state;
    XXH3_64bits_reset(&state);
    char const flags[2] = {record.comment ? '1' : '0', '\0'};
    XXH3_64bits_update(&state, flags, 2);
    if (record.comment) XXH3_64bits_update(&state, record.comment->data(), record.comment->size() + 1);
    XXH3_64bits_update(&state, record.extension.data(), record.extension.size() + 1);
    XXH3_64bits_update(&state, &record.position, sizeof record.position);
    if (!is_partial(record.body)) {
        XXH3_64bits_update(&state, record.body.data(), record.body.size());
        return std::bit_cast<std::int64_t>(XXH3_64bits_digest(&state));
    }
    auto const rest = behind_mark(record.body);
    XXH3_64bits_update(&state, "{", 1);
    XXH3_64bits_update(&state, rest.data(), rest.size());
    return ~std::bit_cast<std::int64_t>(XXH3_64bits_digest(&state));
}

} // namespace scribe::model
