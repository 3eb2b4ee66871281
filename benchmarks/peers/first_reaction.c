/* The laser with phase kicks by the first-reaction method: draw a waiting time for each event and
   take the smallest. Arguments: duration, seed. Prints events, <n_p> and mean cos of all kicks. */
#include <complex.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t s[4];

static inline uint64_t turned(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t next(void) { /* xoshiro256++ */
    const uint64_t bits = turned(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t; s[3] = turned(s[3], 45);
    return bits;
}

static inline double uniform(void) { return ((next() >> 11) + 0.5) * 0x1p-53; }

int main(int count, char **arguments) {
    const double n0 = 100, gamma_r = 0.05, gamma_bg = 0.1, gamma_c = 1, pump = 200;
    const double duration = count > 1 ? atof(arguments[1]) : 100;
    uint64_t x = count > 2 ? strtoull(arguments[2], 0, 10) : 1;
    for (int i = 0; i < 4; i++) { /* splitmix64 */
        uint64_t z = (x += 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        s[i] = z ^ (z >> 31);
    }
    double e = 60, n = 74, phase = 0, time = 0, area = 0, turns = 0, kicks = 0;
    long events = 0;
    while (time < duration) {
        /* pump, background, spontaneous emission, stimulated emission, absorption, loss */
        const double rate[6] = {pump * (1 - e / n0), gamma_bg * e, gamma_r * e, gamma_r * e * n,
                                gamma_r * (n0 - e) * n, gamma_c * n};
        double first = INFINITY;
        int which = 0;
        for (int i = 0; i < 6; i++)
            if (rate[i] > 0) {
                const double wait = -log(uniform()) / rate[i];
                if (wait < first) { first = wait; which = i; }
            }
        area += n * first;
        time += first;
        events++;
        switch (which) {
        case 0: e++; break;
        case 1: e--; break;
        case 2: {
            const double angle = 2 * M_PI * uniform(), old = phase, r = sqrt(n);
            phase = atan2(r * sin(old) + sin(angle), r * cos(old) + cos(angle));
            turns += cos(phase - old); kicks++;
            e--; n++; break;
        }
        case 3: e--; n++; break;
        case 4: e++; n--; break;
        case 5: n--; break;
        }
    }
    printf("%ld %.10g %.10g\n", events, area / time, turns / kicks);
    return 0;
}
