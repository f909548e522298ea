// SPDX-License-Identifier: MIT
#include "options/described_source.hpp"

#include "catalog/scan_writer.hpp"

namespace scribe::cli {

catalog::SourceRow described_source(ResolvedSource const &resolved, source::SourceInfo const &info,
                                    std::string const &as) {
    catalog::SourceRow row;
    row.name = !as.empty() ? as : !resolved.name.empty() ? resolved.name : source::default_name(info);
    if (as.empty() && resolved.name.empty()) {
        try {
            check_source_name(row.name);
        } catch (base::Error const &error) {
            throw base::Error(error.code(), error.what(), "give the source a name: --as NAME");
        }
    }
    row.url = source::public_url(resolved.url);
    row.product = info.product;
    row.version = info.version;
    row.database = info.database;
    row.identity = info.identity;
    row.encoding = info.encoding;
    row.collation = info.collation;
    row.comment = info.comment;
    return row;
}

catalog::SourceRow saved_source(catalog::Store &store, catalog::SourceRow row, bool is_named) {
    if (!is_named && !row.identity.empty())
        for (auto const &known : store.sources())
            if (known.identity == row.identity) return known;
    if (auto known = store.find_source(row.name)) {
        catalog::check_same_server(*known, row);
        return *known;
    }
    row.id = store.save_source(row);
    return row;
}

} // namespace scribe::cli
