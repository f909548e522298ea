// SPDX-License-Identifier: MIT
#include "source/sqlite/names.hpp"

#include "base/text.hpp"
#include "sqlite/db.hpp"

#include <algorithm>

namespace scribe::source::sqlite {

std::string quote_name(std::string_view name) {
    bool const plain =
        !name.empty() && !(name[0] >= '0' && name[0] <= '9') && std::all_of(name.begin(), name.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        });
    std::string out;
    if (plain && sqlite3_keyword_check(name.data(), static_cast<int>(name.size())) == 0) out = name;
    else base::append_quoted_ident(out, name);
    return out;
}

std::string quote_list(std::vector<std::string> const &names) {
    std::vector<std::string> quoted;
    for (auto const &name : names) quoted.push_back(quote_name(name));
    return base::join(quoted, ", ");
}

std::string affinity(std::string_view declared_type, bool strict_table) {
    auto const type = base::to_lower_ascii(declared_type);
    auto const has = [&type](char const *part) { return type.find(part) != std::string::npos; };
    if (has("int")) return "INTEGER";
    if (has("char") || has("clob") || has("text")) return "TEXT";
    if (has("blob") || type.empty() || (strict_table && type == "any")) return "BLOB";
    if (has("real") || has("floa") || has("doub")) return "REAL";
    return "NUMERIC";
}

} // namespace scribe::source::sqlite
