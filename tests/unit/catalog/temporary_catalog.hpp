// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <stdlib.h>

namespace scribe::test {

/// A catalog in a folder of its own, removed at the end.
struct TemporaryCatalog {
    TemporaryCatalog() {
        std::string pattern = (std::filesystem::temp_directory_path() / "scribe-test-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    TemporaryCatalog(TemporaryCatalog const &) = delete;
    TemporaryCatalog &operator=(TemporaryCatalog const &) = delete;
    ~TemporaryCatalog() { std::filesystem::remove_all(folder); }
    catalog::Store open() const { return catalog::Store::open(folder / "catalog.db", catalog::Access::create); }
    std::filesystem::path folder;
};

} // namespace scribe::test
