import { useEffect, useState } from 'react'

/** The present, renewed every minute, so that "10 minutes ago" and "isOpen" do not lie on a screen left open. */
export function useNow(everyMs = 60_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now())
    }, everyMs)
    return () => {
      clearInterval(timer)
    }
  }, [everyMs])
  return now
}
