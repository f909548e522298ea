// SPDX-License-Identifier: MIT
#include "context/tables/zip_file.hpp"

#include "base/text.hpp"
#include "context/readers.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <utility>

namespace scribe::context {

namespace {

/// Of all parts that are read, together.
constexpr std::size_t k_most_unpacked = std::size_t{64} * 1024 * 1024;
/// Deflate reaches 1,000 on nothing but repeats; sheets stay below 100.
constexpr std::size_t k_most_ratio = 250;
/// Below this a part may be packed as closely as it likes.
constexpr std::size_t k_small = std::size_t{1024} * 1024;

} // namespace

struct ZipFile::Archive {
    zip_t *zip = nullptr;
    ~Archive() {
        if (zip) zip_discard(zip);
    }
};

ZipFile::ZipFile(std::string_view bytes, std::string file)
    : m_archive(std::make_unique<Archive>()), m_file(std::move(file)) {
    zip_error_t error;
    zip_error_init(&error);
    std::string why;
    if (auto *const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error)) {
        m_archive->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (!m_archive->zip) zip_source_free(source);
    }
    if (!m_archive->zip) why = zip_error_strerror(&error);
    zip_error_fini(&error);
    if (!m_archive->zip)
        fail_at(m_file, fmt::format("this is no workbook of Excel: {}", why),
                "save it as .xlsx or CSV again; the copy may have been cut off");
}

ZipFile::~ZipFile() = default;

std::optional<std::string> ZipFile::read(std::string const &name) {
    auto *const zip = m_archive->zip;
    auto const index = zip_name_locate(zip, name.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return std::nullopt;
    auto const place = fmt::format("{}:{}", m_file, base::single_line(name));
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(zip, static_cast<zip_uint64_t>(index), 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
        fail_at(place, "this part of the workbook cannot be read");
    std::string content;
    auto const check = [&](std::size_t size) {
        bool const bomb =
            size > k_small && (stat.valid & ZIP_STAT_COMP_SIZE) != 0 && size / k_most_ratio > stat.comp_size;
        if (bomb || size > k_most_unpacked - m_read)
            fail_at(place,
                    fmt::format("the workbook unpacks to more than {}",
                                bomb ? fmt::format("{} times its size", k_most_ratio)
                                     : base::human_bytes(static_cast<std::int64_t>(k_most_unpacked))),
                    "import it in parts, or as CSV");
    };
    check(stat.size);
    std::unique_ptr<zip_file_t, int (*)(zip_file_t *)> const part{
        zip_fopen_index(zip, static_cast<zip_uint64_t>(index), 0), zip_fclose};
    if (!part) fail_at(place, fmt::format("this part of the workbook cannot be read: {}", zip_strerror(zip)));
    // What the archive says of the size may be a lie.
    constexpr std::size_t k_step = std::size_t{256} * 1024;
    while (true) {
        auto const size = content.size();
        content.resize(size + k_step);
        auto const n = zip_fread(part.get(), content.data() + size, k_step);
        if (n < 0)
            fail_at(place, fmt::format("this part of the workbook is broken: {}", zip_file_strerror(part.get())));
        content.resize(size + static_cast<std::size_t>(n));
        if (n == 0) break;
        check(content.size());
    }
    m_read += content.size();
    return content;
}

} // namespace scribe::context
