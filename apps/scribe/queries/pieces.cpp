// SPDX-License-Identifier: MIT
#include "queries/pieces.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/store.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <thread>
#include <vector>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::size_t k_piece = std::size_t{1} << 20;
constexpr std::size_t k_beginning = std::size_t{64} << 10;
constexpr std::size_t k_most_line = std::size_t{16} << 20; ///< the rest of a longer line is passed over

/// An open file: it stays the same one when its name goes to another.
class InputFile {
public:
    explicit InputFile(std::string const &path) : m_path(path), m_fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (m_fd < 0) fail();
    }
    InputFile(InputFile const &) = delete;
    InputFile &operator=(InputFile const &) = delete;
    ~InputFile() { ::close(m_fd); }

    /// Fills the buffer's beginning; empty at the end.
    std::string_view read(std::vector<char> &buffer) {
        while (true) {
            auto const got = ::read(m_fd, buffer.data(), buffer.size());
            if (got >= 0) return {buffer.data(), static_cast<std::size_t>(got)};
            if (errno != EINTR) fail();
            base::check_interrupt();
        }
    }
    struct stat state() const {
        struct stat now {};
        if (::fstat(m_fd, &now) != 0) fail();
        return now;
    }

private:
    [[noreturn]] void fail() const {
        throw Error(ExitCode::config,
                    fmt::format("cannot read {}: {}", base::single_line(m_path), std::strerror(errno)),
                    "--from takes files");
    }
    std::string m_path;
    int m_fd;
};

/// How a file ended that others may write to.
struct End {
    bool grows = false;    ///< it went on when its end was read
    bool is_fresh = false; ///< it was written to a moment ago
};

bool written_within(struct stat const &state, std::time_t seconds) {
    return std::time(nullptr) - state.st_mtim.tv_sec <= seconds;
}

End read_pieces(std::string const &path, std::function<void(std::string_view)> const &use) {
    InputFile file{path};
    std::vector<char> buffer(k_piece);
    std::int64_t size = 0;
    for (auto part = file.read(buffer); !part.empty(); part = file.read(buffer)) {
        base::check_interrupt();
        size += static_cast<std::int64_t>(part.size());
        use(part);
    }
    constexpr std::time_t k_live = 2, k_fresh = 10;
    auto now = file.state();
    if (!S_ISREG(now.st_mode)) return {};
    if (now.st_size == size && written_within(now, k_live)) { // who writes a message piece by piece is soon done
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
        now = file.state();
    }
    if (now.st_size == size) return {false, written_within(now, k_fresh)};
    if (now.st_size < size)
        base::log::warn("{} was emptied while it was read: what was written after that is not in it",
                        base::single_line(path));
    return {true, true};
}

} // namespace

void each_piece(std::string const &path, std::function<void(std::string_view)> const &use) { read_pieces(path, use); }

bool each_line(std::string const &path, std::function<void(std::string_view)> const &use) {
    std::string rest;
    auto const ending = read_pieces(path, [&](std::string_view part) {
        for (auto end = part.find('\n'); end != std::string_view::npos; end = part.find('\n')) {
            if (rest.empty()) use(part.substr(0, end));
            else use(rest.append(part.substr(0, end)));
            rest.clear();
            part.remove_prefix(end + 1);
        }
        if (rest.size() < k_most_line) rest += part;
    });
    if (ending.grows || rest.empty()) return !ending.grows;
    if (ending.is_fresh) {
        base::log::info("{}: its last line is not ended yet and is left for the next time", base::single_line(path));
        return false;
    }
    use(rest);
    return true;
}

std::string first_piece(std::string const &path) {
    InputFile file{path};
    if (!S_ISREG(file.state().st_mode)) return {}; // what is read of a pipe is gone
    std::vector<char> buffer(k_beginning);
    return std::string{file.read(buffer)};
}

std::string written_at(std::string const &path) {
    auto const state = InputFile{path}.state();
    if (!S_ISREG(state.st_mode)) return catalog::utc_now();
    constexpr long k_millisecond = 1'000'000;
    return fmt::format("{:%FT%T}.{:03}Z", fmt::gmtime(state.st_mtim.tv_sec), state.st_mtim.tv_nsec / k_millisecond);
}

} // namespace scribe::cli
