// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::context {

/// A zip archive in memory that gives its parts unpacked. Throws base::Error(config) for what is none, for encrypted or
/// broken parts, and for parts that are larger, or packed more closely, than any workbook is.
class ZipFile {
public:
    /// `bytes` outlives this; `file` names it in errors.
    ZipFile(std::string_view bytes, std::string file);
    ZipFile(ZipFile const &) = delete;
    ZipFile &operator=(ZipFile const &) = delete;
    ~ZipFile();

    /// The part of that name, in any case; nothing when there is none.
    std::optional<std::string> read(std::string const &name);

private:
    struct Archive;
    std::unique_ptr<Archive> m_archive;
    std::string m_file;
    std::size_t m_read = 0; ///< bytes unpacked so far
};

} // namespace scribe::context
