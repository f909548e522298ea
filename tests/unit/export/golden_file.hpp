// SPDX-License-Identifier: MIT
#pragma once

#include "base/files.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace scribe::test {

inline std::filesystem::path golden_path(std::string const &name) {
    return std::filesystem::path{SCRIBE_SOURCE_FOLDER} / "tests/golden" / name;
}

/// True when SCRIBE_TEST_ACCEPT asks for the golden files to be written instead of compared.
inline bool accepts() {
    auto const *accept = std::getenv("SCRIBE_TEST_ACCEPT");
    return accept && *accept == '1';
}

inline void write_golden(std::string const &name, std::string const &content) {
    base::make_folder(golden_path(name).parent_path());
    base::write_file_atomic(golden_path(name), content);
    WARN("rewritten: " << name);
}

/// Compares with tests/golden/`name`.
inline void check_golden(std::string const &name, std::string const &content) {
    if (accepts()) write_golden(name, content);
    else CHECK(content == base::read_file(golden_path(name)));
}

} // namespace scribe::test
