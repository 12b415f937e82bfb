"""`python -m dinobook`."""

from dinobook.cli import main

if __name__ == "__main__":
    main()
