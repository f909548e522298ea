// SPDX-License-Identifier: MIT
#include "export/page_names.hpp"

#include "base/text.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace scribe::exporter {

namespace {

constexpr std::size_t k_stem_limit = 160;

bool is_plain(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

/// Names that Windows keeps for devices, whatever extension follows.
bool is_reserved(std::string_view name) {
    auto const lower = base::to_lower_ascii(name);
    static constexpr std::array<std::string_view, 4> k_devices = {"con", "prn", "aux", "nul"};
    if (std::find(k_devices.begin(), k_devices.end(), lower) != k_devices.end()) return true;
    return lower.size() == 4 && (lower.starts_with("com") || lower.starts_with("lpt")) && lower[3] >= '0' &&
           lower[3] <= '9';
}

std::string hash_suffix(model::Ref const &object) {
    auto const key = object.schema + '\0' + object.name;
    return fmt::format("~h{:016x}", XXH3_64bits(key.data(), key.size()));
}

/// Shortens a stem to at most `limit` bytes, at the border of a character.
void shorten(std::string &stem, std::size_t limit) {
    while (limit > 0 && (static_cast<unsigned char>(stem[limit]) & 0xc0) == 0x80) --limit;
    stem.resize(limit);
}

} // namespace

std::string encode_name(std::string_view name) {
    std::string out;
    out.reserve(name.size());
    bool const escape_first = is_reserved(name) || name.starts_with('-');
    for (std::size_t i = 0; i < name.size();) {
        auto const lead = static_cast<unsigned char>(name[i]);
        std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
        auto const character = name.substr(i, length);
        // single_line leaves out or rewrites what cannot be seen: controls and characters that reorder text.
        bool const keep = lead < 0x80 ? is_plain(name[i]) && !(i == 0 && escape_first)
                                      : base::is_valid_utf8(character) && base::single_line(character) == character;
        if (keep) out += character;
        else {
            if (lead >= 0x80 && !base::is_valid_utf8(character)) length = 1;
            for (char const c : name.substr(i, length)) out += fmt::format("~{:02X}", static_cast<unsigned char>(c));
        }
        i += length;
    }
    return out;
}

void PageNames::settle() {
    std::unordered_map<std::string, int> folded;
    for (auto &[object, path] : m_paths) {
        path = encode_name(object.schema) + "." + encode_name(object.name);
        ++folded[base::fold_case(path)];
    }
    for (auto &[object, path] : m_paths) {
        auto const key = base::fold_case(path);
        // The name in small letters never needs a suffix, so adding its twin later leaves its page where it is.
        bool const twin = folded[key] > 1 && key != path;
        if (path.size() > k_stem_limit) {
            shorten(path, k_stem_limit);
            path += hash_suffix(object);
        } else if (twin) {
            path += hash_suffix(object);
        }
        path = m_folder + path + ".md";
    }
}

std::string const *PageNames::find(model::Ref const &object) const {
    auto const found = m_paths.find(object);
    return found == m_paths.end() ? nullptr : &found->second;
}

} // namespace scribe::exporter
