// SPDX-License-Identifier: MIT
#include "sqlite/whole_file.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>

namespace scribe::sqlite {

namespace {

constexpr std::size_t k_header = 100;
using Header = std::array<unsigned char, k_header>;

/// A number of the header: big-endian, see sqlite.org/fileformat.html#the_database_header
std::int64_t number(Header const &header, std::size_t at, std::size_t bytes) {
    std::int64_t value = 0;
    for (std::size_t i = at; i < at + bytes; ++i) value = value * 256 + header[i];
    return value;
}

/// How long the file is according to its header; 0 when the header does not know.
std::int64_t promised_size(Header const &header) {
    constexpr std::size_t k_page_size = 16, k_change_counter = 24, k_pages = 28, k_valid_for = 92;
    if (number(header, k_change_counter, 4) != number(header, k_valid_for, 4)) return 0;
    auto const page_size = number(header, k_page_size, 2);
    return number(header, k_pages, 4) * (page_size == 1 ? 65536 : page_size);
}

} // namespace

void check_whole(Db &db, base::ExitCode exit_code) {
    auto const cut = [&](std::int64_t size, std::string_view of) {
        throw base::Error(exit_code,
                          fmt::format("{}: it is damaged (cut off: {} of {} bytes)", db.path().string(), size, of),
                          "restore it from a backup, or move it away and scan again");
    };
    std::error_code none;
    // To SQLite a file of one byte is empty.
    if (std::filesystem::file_size(db.path(), none) == 1) cut(1, "some thousand");
    // SQLite's own handle: closing another one would end the locks that this process holds.
    sqlite3_file *file = nullptr;
    sqlite3_file_control(db.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (!file || !file->pMethods) return;
    sqlite3_int64 size = 0;
    Header header{};
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK || size < static_cast<sqlite3_int64>(k_header)) return;
    if (file->pMethods->xRead(file, header.data(), static_cast<int>(k_header), 0) != SQLITE_OK) return;
    auto const promised = promised_size(header);
    if (size >= promised) return;
    // Pages that are not in the file yet may be in the log: it is copied page by page, the header first.
    auto const log = std::filesystem::file_size(db.path().string() + "-wal", none);
    if (!none && log > 0) return;
    cut(size, std::to_string(promised));
}

} // namespace scribe::sqlite
